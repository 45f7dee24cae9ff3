-- give_kudos tells the gift as its giver sees it, too (sql/functions/recognition): another type, so that it is made anew.
drop function if exists gracy.give_kudos(bigint, bigint, bigint[], text, int, text, text, text, bytea);
