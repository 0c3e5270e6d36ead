ALTER TYPE public.state ADD VALUE 'open' AFTER 'new';
