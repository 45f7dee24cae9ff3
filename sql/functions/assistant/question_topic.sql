-- What a question is about, by the words that it has: one of the topics that administrators are shown, the first one
-- that fits; "other" when none does. English words are whole words, in the plural too; Korean particles may follow them,
-- so it is letters that end a word, not \M. Korean words are found anywhere, except in the longer ones that are ruled out.
create or replace function gracy.question_topic(p_question text) returns text
    language sql immutable parallel safe as $$
    select coalesce((
        select topic.name
        from (values
            (1, 'parental', '육아|출산|임신|난임',
                'maternity|paternity|parental|pregnan[a-z]*|childcare|adoption'),
            (2, 'leave', '휴가|연차|반차|병가|휴직|휴일|안식',
                'leave|vacation|holiday|days? off|sick|sabbatical|pto'),
            (3, 'remote', '재택|원격|하이브리드|해외 근무',
                'remote|remotely|work(ing)? from home|home office|hybrid|abroad'),
            (4, 'travel', '출장|항공|숙박|(?<!소)비자|택시',
                'travel[a-z]*|flight|hotel|visa|per diem|taxi'),
            (5, 'expenses', '법인카드|경비(?!원|실)|영수증|(?<!연말)정산|식대|회식',
                'expense|receipt|reimburs[a-z]*|corporate card|meal|petty cash'),
            (6, 'pay', '급여|월급|연봉|임금|상여|성과급|수당|퇴직금|퇴직연금|세금|연말정산|스톡옵션',
                'salary|salaries|payroll|payslip|bonus|wage|pension|tax|overtime pay|stock option'),
            (7, 'benefits', '복지|경조|건강검진|보험|대출|학자금|(?<!파워)포인트|어린이집',
                'benefit|insurance|health check[a-z]*|loan|tuition|gym|perk'),
            (8, 'hours', '근무시간|출근|퇴근|시차|유연|연장근로|야근|휴게|점심',
                'working hour|flexible|overtime|lunch|shift|break'),
            (9, 'training', '교육|자기계발|자격증|어학|도서',
                'training|(?<!of )course|certificat[a-z]*|conference|learning'),
            (10, 'evaluation', '평가|승진|고과|면담',
                'evaluat[a-z]*|promotion|performance|review|raise'),
            (11, 'joining and leaving', '입사|수습|퇴사|사직|퇴직|채용|추천|전보(?!다)',
                'onboarding|probation|resign[a-z]*|notice period|referral|transfer|offboarding'),
            (12, 'conduct', '괴롭힘|성희롱|징계|겸업|비밀(?!번호)|복장|선물|윤리',
                'harass[a-z]*|conduct|disciplin[a-z]*|side job|dress|gift|confidential[a-z]*'),
            (13, 'equipment', '노트북|장비|모니터|휴대전화|보안|비밀번호|출입',
                'laptop|equipment|monitor|phone|security|password|badge'),
            (14, 'office', '주차|통근|회의실|사무실|반려(견|묘|동물)|사내식당|헬스장',
                'parking|shuttle|meeting room|office|pet|cafeteria|desk')
        ) as topic (place, name, korean, english)
        where lower(p_question) ~ ('(' || topic.korean || ')|(?<![a-z])(' || topic.english || ')(s|es)?(?![a-z])')
        order by topic.place
        limit 1), 'other')
$$;
