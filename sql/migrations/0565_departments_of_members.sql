-- Looked through while members are read and written.
alter table gracy.member validate constraint member_department_fkey;
