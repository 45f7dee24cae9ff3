import os

from django.http import JsonResponse
from django.urls import path
from people import pages

page = {"as_it_was": pages.as_it_was, "optimised": pages.optimised}[os.environ["BENCH_EDITION"]]


def members(request):
    answer = page(int(request.GET["team_space_id"]), int(request.GET.get("limit", "50")))
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


urlpatterns = [path("api/v1/members", members)]
