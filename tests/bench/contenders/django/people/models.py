"""The tables as Django sees them (the role's search path finds them). It knows no composite keys, so a relation names both of its columns."""

from django.db import models


class Department(models.Model):
    id = models.BigIntegerField(primary_key=True)
    team_space_id = models.BigIntegerField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "department"


class Member(models.Model):
    id = models.BigIntegerField(primary_key=True)
    team_space_id = models.BigIntegerField()
    name = models.TextField()
    name_en = models.TextField(null=True)
    email = models.TextField()
    title = models.TextField(null=True)
    department_id = models.BigIntegerField(null=True)
    department_name = models.TextField(null=True)
    department = models.ForeignObject(
        Department, models.DO_NOTHING, null=True, related_name="members",
        from_fields=["team_space_id", "department_id"], to_fields=["team_space_id", "id"],
    )
    manager_id = models.BigIntegerField(null=True)
    status = models.TextField()
    hired_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    tz = models.TextField(null=True)
    locale = models.TextField(null=True)
    avatar_url = models.TextField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "member"
