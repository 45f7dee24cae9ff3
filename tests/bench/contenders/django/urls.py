import os

from django.http import JsonResponse
from django.urls import path
from people import features, pages

page = {"as_it_was": pages.as_it_was, "optimised": pages.optimised}[os.environ["BENCH_EDITION"]]


def members(request):
    if "q" in request.GET:
        return features.search(request)
    answer = page(int(request.GET["team_space_id"]), int(request.GET.get("limit", "50")))
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


urlpatterns = [
    path("api/v1/members", members),
    path("api/v1/members/export.csv", features.export),
    path("api/v1/teams/<int:team_id>/members", features.team_members),
    path("api/v1/leaderboards", features.leaderboard),
    path("api/v1/analytics/recognition", features.recognition_by_month),
    path("api/v1/kudos", features.give_kudos),
]
