-- A notice quotes kudos whole: their 2,000 characters, and what stands around them. Those of before were within 1,000.
alter table gracy.member_notice
    drop constraint member_notice_text_en_check,
    drop constraint member_notice_text_ko_check,
    add constraint member_notice_text_en_check check (text_en is nfc normalized and length(text_en) between 1 and 4000) not valid,
    add constraint member_notice_text_ko_check check (text_ko is nfc normalized and length(text_ko) between 1 and 4000) not valid;
