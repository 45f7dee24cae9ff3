#include "jobs/job_row.hpp"

#include "test.hpp"

using namespace gracy;

TEST(a_job_names_its_row) {
    jobs::Job job;
    job.payload = R"({"team_space_id": 7, "question_id": 11, "other": "x"})";
    const jobs::JobRow row = jobs::row_of(job, "question_id");
    EXPECT_EQ(row.team_space_id, 7);
    EXPECT_EQ(row.id, 11);
}

TEST(a_job_that_names_no_row_is_not_tried_again) {
    for (const char* payload :
         {"{}", R"({"team_space_id": 7})", R"({"question_id": 11})", R"({"team_space_id": 7, "question_id": "11"})"}) {
        jobs::Job job;
        job.payload = payload;
        EXPECT_THROW(jobs::Permanent, jobs::row_of(job, "question_id"));
    }
}
