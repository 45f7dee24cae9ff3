-- The words of a query that are e-mail addresses, or begin to be: what the address of whoever is found begins with. Their part
-- before the @ is looked up like any other word.
create or replace function gracy.member_query_addresses(query text) returns text[]
    language sql immutable strict parallel safe
    return array(select gracy.fold_text(word) from regexp_split_to_table(query, '\s+') as word where word ~ '.@');
