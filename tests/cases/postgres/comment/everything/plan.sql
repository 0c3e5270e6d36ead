COMMENT ON COLUMN app.users.id IS NULL;

COMMENT ON SCHEMA public IS 'Empty';

COMMENT ON COLUMN app.users.name IS 'First and last';

COMMENT ON CONSTRAINT named ON app.users IS 'Nobody is nameless';

COMMENT ON CONSTRAINT users_pk ON app.users IS 'One number each';

COMMENT ON INDEX app.users_pk IS 'Of the key';

COMMENT ON DOMAIN app.email IS 'Address';

COMMENT ON CONSTRAINT has_at ON DOMAIN app.email IS 'Roughly right';

COMMENT ON TYPE app.mood IS 'How it goes';

COMMENT ON FUNCTION app.f(integer, text) IS 'Does little';

COMMENT ON INDEX app.users_name IS 'For the search';

COMMENT ON SCHEMA app IS 'The whole application';

COMMENT ON SEQUENCE app.numbers IS 'Counts';

COMMENT ON TABLE app.users IS E'It''s people, with a \\ and
a second line';

COMMENT ON COLUMN app.names.name IS 'The name';

COMMENT ON VIEW app.names IS 'Names only';
