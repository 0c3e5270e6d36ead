-- syncline: revision 20250101000005
-- syncline: parent 20250101000004
-- syncline: message A new mood

-- syncline: up outside transaction

ALTER TYPE mood ADD VALUE 'odd' BEFORE 'bad';

-- syncline: up

ALTER TABLE players ADD COLUMN mood mood NOT NULL DEFAULT 'odd';
UPDATE players SET mood = 'bad' WHERE rank = 3;
