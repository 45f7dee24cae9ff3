"""The tables as Django sees them (the role's search path finds them). It knows no composite keys, so a relation names both of its columns."""

from django.db import models


class Department(models.Model):
    id = models.BigIntegerField(primary_key=True)
    team_space_id = models.BigIntegerField()
    parent_id = models.BigIntegerField(null=True)
    name = models.TextField()
    name_en = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "department"


class Location(models.Model):
    id = models.BigIntegerField(primary_key=True)
    team_space_id = models.BigIntegerField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "location"


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
    location_id = models.BigIntegerField(null=True)
    location = models.ForeignObject(
        Location, models.DO_NOTHING, null=True, related_name="+",
        from_fields=["team_space_id", "location_id"], to_fields=["team_space_id", "id"],
    )
    manager_id = models.BigIntegerField(null=True)
    manager = models.ForeignObject(
        "self", models.DO_NOTHING, null=True, related_name="reports",
        from_fields=["team_space_id", "manager_id"], to_fields=["team_space_id", "id"],
    )
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


class OfMember(models.Model):
    """Of tables whose key is made of several columns: Django is told one of them, and only reads."""

    team_space_id = models.BigIntegerField()
    member_id = models.BigIntegerField(primary_key=True)
    member = models.ForeignObject(
        Member, models.DO_NOTHING, related_name="+", from_fields=["team_space_id", "member_id"], to_fields=["team_space_id", "id"],
    )

    class Meta:
        managed = False
        abstract = True


class TeamMember(OfMember):
    team_id = models.BigIntegerField()
    member_name = models.TextField()
    role = models.TextField()

    class Meta(OfMember.Meta):
        db_table = "team_member"


class Leaderboard(OfMember):
    metric = models.TextField()
    period = models.TextField()
    period_start = models.DateField()
    points = models.IntegerField()
    gifts = models.IntegerField()
    shown = models.BooleanField()

    class Meta(OfMember.Meta):
        db_table = "leaderboard"


class LeaderboardOptOut(OfMember):
    class Meta(OfMember.Meta):
        db_table = "leaderboard_opt_out"


class GroupActivity(models.Model):
    team_space_id = models.BigIntegerField()
    group_kind = models.TextField()
    group_id = models.BigIntegerField()
    grain = models.TextField()
    period_start = models.DateField(primary_key=True)
    members = models.IntegerField()
    withheld = models.TextField(null=True)
    givers = models.IntegerField(null=True)
    receivers = models.IntegerField(null=True)
    participation = models.IntegerField(null=True)
    gifts = models.IntegerField(null=True)
    points = models.IntegerField(null=True)
    public_gifts = models.IntegerField(null=True)
    cross_gifts = models.IntegerField(null=True)
    pairs = models.IntegerField(null=True)
    mutual_pairs = models.IntegerField(null=True)
    isolated = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "group_activity"
