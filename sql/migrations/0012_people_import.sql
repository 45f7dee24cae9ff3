-- An import names its newcomers before it writes them, so that they can be one another's managers.
grant usage on sequence gracy.member_id_seq to gracy_app;
