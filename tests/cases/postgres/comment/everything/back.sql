COMMENT ON VIEW app.names IS NULL;

COMMENT ON COLUMN app.names.name IS NULL;

COMMENT ON SEQUENCE app.numbers IS NULL;

COMMENT ON INDEX app.users_name IS NULL;

COMMENT ON FUNCTION app.f(integer, text) IS NULL;

COMMENT ON TYPE app.mood IS NULL;

COMMENT ON CONSTRAINT has_at ON DOMAIN app.email IS NULL;

COMMENT ON DOMAIN app.email IS NULL;

COMMENT ON INDEX app.users_pk IS NULL;

COMMENT ON CONSTRAINT users_pk ON app.users IS NULL;

COMMENT ON CONSTRAINT named ON app.users IS NULL;

COMMENT ON COLUMN app.users.name IS NULL;

COMMENT ON SCHEMA public IS 'standard public schema';

COMMENT ON COLUMN app.users.id IS 'Goes away';

COMMENT ON SCHEMA app IS 'The application';

COMMENT ON TABLE app.users IS 'People';
