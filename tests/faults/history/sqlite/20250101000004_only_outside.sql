-- syncline: revision 20250101000004
-- syncline: parent 20250101000003
-- syncline: message Only outside

-- syncline: up outside transaction

VACUUM;
PRAGMA user_version = 4;
