drop table sign_in_attempt, sessions, deputy, person_role, person, unit_link, unit;
drop extension pg_trgm;
