"""Django as small as it gets: no sessions, no middleware, the project's own database."""

import os

DEBUG = False
SECRET_KEY = "only signs what nobody keeps"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
INSTALLED_APPS = ["people"]
MIDDLEWARE = []
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None

# Persistent connections belong to the optimised edition; the first one opened one for every request.
_persistent = os.environ.get("BENCH_EDITION") == "optimised"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"],
        "NAME": os.environ["PGDATABASE"],
        "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ.get("PGPASSWORD", ""),
        "CONN_MAX_AGE": None if _persistent else 0,
    }
}
