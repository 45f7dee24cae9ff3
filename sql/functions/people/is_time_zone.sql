-- Whether this is the name of a time zone that the server knows; none is one. What PostgreSQL reads besides names is none:
-- "UTC+9" is nine hours behind UTC for POSIX, and "KST" an abbreviation that browsers do not know. pg_timezone_names knows as
-- well, but reads every file of the time zone database: an import asks for each of its lines.
create or replace function gracy.is_time_zone(p_tz text) returns bool
    language plpgsql stable parallel restricted as $$
begin
    -- Without a digit nothing is read as POSIX has it, and no abbreviation has a slash; no other names will be added (IANA's
    -- theory.html, "Names of timezones").
    if p_tz !~* '^[a-z][a-z_-]*(/[a-z][a-z_-]*)+$'
       and p_tz !~* '^etc/gmt(0|[+-]0|\+[1-9]|\+1[0-2]|-[1-9]|-1[0-4])$'
       and lower(p_tz) <> all ('{cet,cst6cdt,cuba,eet,egypt,eire,est,est5edt,factory,gb,gb-eire,gmt,gmt+0,gmt-0,gmt0,greenwich,
                                 hongkong,hst,iceland,iran,israel,jamaica,japan,kwajalein,libya,met,mst,mst7mdt,navajo,nz,
                                 nz-chat,poland,portugal,prc,pst8pdt,roc,rok,singapore,turkey,uct,universal,utc,w-su,wet,
                                 zulu}'::text[]) then
        return false;
    end if;
    perform now() at time zone p_tz;
    return true;
exception
    when invalid_parameter_value then
        return false;
end
$$;
