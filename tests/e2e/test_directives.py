"""nginx -t refuses a configuration that cannot work, with file, line and what to write instead."""
import re

import pytest

from support import build
from support.nginx import Nginx, Settings
from support.ports import free_port
from support.processes import AS_ROOT, SERVICE_USER


@pytest.fixture(scope="module")
def written(folder, secrets, database):
    """Writes configurations without starting anything."""
    nginx = Nginx(folder / "directives", secrets, None, Settings(surfaces=("health",), deadline=""))
    for name, content in (("empty", ""), ("short", "0123456789"), ("large", "x" * 70_000), ("fine", "0123456789" * 5 + "\n")):
        path = nginx.folder / name
        path.write_text(content)
        path.chmod(0o600)
    nginx.database_conninfo = database.conninfo()
    return nginx


def check(written: Nginx, http: str, locations: str = "", main: str = "", server: str = ""):
    """What nginx -t says about these lines; {dir} and {db} are filled in."""
    values = {"dir": str(written.folder), "db": written.database_conninfo, "secrets": str(written.secrets.folder)}

    def fill(text: str) -> str:
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text
    written.configure(http=fill(http), locations=fill(locations), main=fill(main), server=fill(server))
    return written.test_configuration()


# Lines, and what the refusal must say.
GOOD_KEY = "gracy_key_file {dir}/fine; "
CASES = [
    ("gracy_database \"host=/x dbname=d\" reads=0;", r"reads.*\"0\".*from 1"),
    ("gracy_database \"host=/x dbname=d\" reads=many;", r"reads.*whole number"),
    ("gracy_database \"host=/x dbname=d\" writes=9999;", r"writes.*256"),
    ("gracy_database \"host=/x dbname=d\" readers=2;", r"readers=2.*write reads=2, writes=16"),
    ("gracy_database \"host=/x dbname=d\" queue=0;", r"queue"),
    ("gracy_database \"host=/x\";", r"no dbname: write"),
    ("gracy_database \"dbname=d\";", r"no host: write host="),
    ("gracy_database \"host=db.example dbname=d\";", r"needs an sslmode: verify-full, require or disable"),
    ("gracy_database \"host=db.example dbname=d sslmode=prefer\";", r"sslmode=prefer.*write verify-full"),
    ("gracy_database \"host=db.example dbname=d sslmode=verify-full\";", r"verify-full needs.*write sslrootcert="),
    ("gracy_database \"host=/x dbname=d sslrootcert=/nonexistent/ca.crt\";", r"sslrootcert names /nonexistent/ca\.crt, which the user \w+ of nginx's workers cannot read: No such file"),
    ("gracy_database \"host=/x dbname=d sslcert={dir}\";", r"sslcert names .*, which the user \w+ .*cannot read: Is a directory"),
    ("gracy_database \"host=/x dbname=d sslrootcert=ca.crt\";", r"sslrootcert=ca\.crt.*write its whole path"),
    ("gracy_database \"host=/x dbname=d\"; gracy_database_replica \"host=/x dbname=d sslkey=/nonexistent/key\";", r"gracy_database_replica.*sslkey names /nonexistent/key"),
    ("gracy_database \"host=/x dbname=d service=prod\";", r"service.*cannot be used"),
    ("gracy_database \"host=/x dbname=d password=pencil\";", r"password.*gracy_database_password_file"),
    ("gracy_database \"host=/x dbname=d passfile=/x\";", r"passfile.*gracy_database_password_file"),
    ("gracy_database \"host=/x dbname=d hostaddr=1.2.3.4\";", r"hostaddr.*write the address as host"),
    ("gracy_database \"host=/x dbname=d colour=red\";", r"colour.*write for example"),
    ("gracy_database \"host=/x dbname\";", r"write for example"),
    ("gracy_database;", r"invalid number of arguments"),
    ("gracy_database \"host=/x dbname=d\"; gracy_database \"host=/y dbname=d\";", r"given before: write it once"),
    ("gracy_database_replica \"host=/x dbname=d\";", r"gracy_database_replica.*add \"gracy_database"),
    ("gracy_database \"host=/x dbname=d\"; gracy_database_replica \"host=/y dbname=d\" reads=2;", r"reads=2.*connections=2"),
    ("gracy_document_store mysql;", r"does not begin with mongodb://: write mongodb://host:27017/"),
    ("gracy_document_store postgres password_file={dir}/fine;", r"postgres takes no parameter"),
    ("gracy_document_store postgres; gracy_document_store postgres;", r"given before: write it once"),
    ("gracy_document_store mongodb+srv://cluster.example.com/;", r"mongodb\+srv:// is not supported: write the standard form"),
    ("gracy_document_store mongodb://gracy:pencil@h/;", r"a password does not belong in the configuration"),
    ("gracy_document_store mongodb://gracy@h/;", r"the user \"gracy\" needs a password: write password_file=path"),
    ("gracy_document_store mongodb://gracy@h/ file=x;", r"file=x.*write password_file=path"),
    ("gracy_document_store mongodb://gracy@h/ password_file=/nonexistent;", r"cannot open.*/nonexistent"),
    ("gracy_document_store mongodb://h/ password_file={dir}/fine;", r"a password is given and no user"),
    ("gracy_document_store mongodb://h/?w=1;", r"w=1 is not supported"),
    ("gracy_document_store mongodb://h/?authMechanism=PLAIN;", r"authMechanism belongs to a user"),
    ("gracy_document_store mongodb://h/?tls=true&tlsCAFile=/nonexistent;", r"tlsCAFile \"/nonexistent\" cannot be used"),
    ('gracy_database_replica "host=/a dbname=g" lag=5; gracy_database_replica "host=/b dbname=g" lag=9;', r"lag=9 holds for all replicas, and one before has lag=5"),
    ('gracy_database_replica "host=/a dbname=g" connections=1; gracy_database_replica "host=/b dbname=g" connections=2;', r"connections=2 holds for all replicas"),
    ("gracy_rate_limit token=fast;", r"token=fast.*write a number up to 1000000"),
    ("gracy_rate_limit token=0/m;", r"token=0/m.*write a number"),
    ("gracy_rate_limit token=5/m token=6/m;", r"token=6/m.*each once"),
    ("gracy_rate_limit user=5/m;", r"user=5/m.*write token=600/m"),
    ("gracy_database_password_file /nonexistent;", r"cannot open.*/nonexistent.*No such file"),
    ("gracy_database_password_file {dir}/empty;", r"is empty: write the secret into it"),
    ("gracy_database_password_file {dir};", r"not a regular file"),
    ("gracy_key_file {dir}/short;", r"10 bytes.*at least 32"),
    ("gracy_key_file {dir}/large;", r"larger than 64 KiB"),
    ("gracy_key_file {dir}/fine; gracy_key_file {dir}/fine;", r"given before"),
    ("gracy_old_key_file {dir}/short;", r"gracy_old_key_file.*10 bytes.*at least 32"),
    ("gracy_slack_signing_secret_file {dir}/short;", r"10 bytes.*at least 16"),
    ("gracy_slack_app_id gracy;", r"not an app's id.*such as A0123456789"),
    ("gracy_slack_oauth client_id=1.2;", r"invalid number of arguments"),
    ("gracy_slack_oauth client_id=1.2 slack=https://slack.example;", r"needs both client_id=1234567890.9876543210 and address"),
    ("gracy_slack_oauth client_id=gracy address=https://gracy.example;", r"not a client id|no client id.*such as 1234567890"),
    ("gracy_slack_oauth client_id=1.2 address=http://gracy.example;", r"address=http://gracy.example is no address: write https://"),
    ("gracy_slack_oauth client_id=1.2 address=https://gracy.example/;", r"without a path or a slash at the end"),
    ("gracy_slack_oauth client_id=1.2 address=https://gracy.example/hr;", r"without a path or a slash at the end"),
    ("gracy_slack_oauth client_id=1.2 secret=abc;", r"secret=abc.*not a parameter"),
    ("gracy_staking_chain_id ropsten;", r"chain's id.*whole number"),
    ("gracy_staking_chain_id 0;", r"from 1"),
    ("gracy_staking_domain https://gracy.example.com;", r"not a page's host.*gracy\.example\.com"),
    ("gracy_statement_timeout soon;", r"time cannot be \"soon\": write one such as 5s"),
    ("gracy_statement_timeout 1h;", r"to 600s"),
    ("gracy_lock_timeout 0;", r"from 1ms"),
    ("gracy_offload_threads 0;", r"number of threads.*from 1 to 64"),
    ("gracy_offload_threads 2 queue=-1;", r"queue.*whole number"),
    ("gracy_offload_threads 2 wait=1;", r"write queue=64"),
    ("gracy_forwarded_proto balancer.internal;", r"balancer\.internal.*is no address: write that of the proxy.*or unix:"),
    ("gracy_forwarded_proto 10.0.0.0/8 10.0.0.0/99;", r"10\.0\.0\.0/99.*no address"),
    ("gracy_zone 1k;", r"too small: write at least \d+k"),
    ("gracy_zone big;", r"size cannot be \"big\": write one such as 512k or 1m"),
    ("gracy_deadline never;", r"time cannot be"),
    ("gracy_deadline 1ms;", r"from 10ms"),
    ("gracy_deadline 1s; gracy_deadline 2s;", r"given before"),
    ("gracy_hr;", r"gracy_hr.*not allowed here"),
]


@pytest.mark.parametrize("lines, expected", CASES, ids=[lines for lines, _ in CASES])
def test_a_bad_line_is_refused_with_what_to_write(written, lines, expected):
    result = check(written, lines)
    assert result.returncode == 1, result.stderr
    assert re.search(r"\[emerg\]", result.stderr), result.stderr
    assert re.search(expected, result.stderr), result.stderr


PLACED = [case for case in CASES if "add \\\"gracy_database" not in case[1]]


@pytest.mark.parametrize("lines", [lines for lines, _ in PLACED])
def test_a_refusal_names_file_and_line(written, lines):
    result = check(written, "\n\n" + lines)
    configuration = (written.folder / "nginx.conf").read_text()
    word = lines.split(" ")[0].rstrip(";")
    expected = 1 + max(number for number, line in enumerate(configuration.splitlines()) if line.strip().startswith(word + " ") or line.strip() == word + ";"
                       or line.strip().startswith(word))
    assert f"{written.folder}/nginx.conf:{expected}" in result.stderr, result.stderr


NEEDS = [
    ("gracy_hr", "", r"\"gracy_hr\" in .*nginx\.conf:\d+ needs \"gracy_database <conninfo>\" in http"),
    ("gracy_hr", 'gracy_database "{db}";', r"needs \"gracy_key_file <path>\""),
    ("gracy_slack", 'gracy_database "{db}"; ' + GOOD_KEY, r"needs \"gracy_slack_signing_secret_file <path>\""),
    ("gracy_staking", 'gracy_database "{db}"; ' + GOOD_KEY, r"needs \"gracy_alchemy_signing_key_file <path>\""),
    ("gracy_staking", 'gracy_database "{db}"; gracy_alchemy_signing_key_file {dir}/fine; ' + GOOD_KEY, r"needs \"gracy_staking_chain_id <number>\""),
]


@pytest.mark.parametrize("directive, http, expected", NEEDS)
def test_what_a_location_needs_is_asked_for(written, directive, http, expected):
    result = check(written, http, f"location /a/ {{ {directive}; }}")
    assert result.returncode == 1 and re.search(expected, result.stderr), result.stderr


def test_two_surfaces_in_one_location_are_refused(written):
    result = check(written, "", "location /a/ { gracy_health; gracy_metrics; }")
    assert result.returncode == 1
    assert re.search(r"the location has \"gracy_health\" already: give each its own location.*nginx\.conf:\d+", result.stderr), result.stderr


def test_a_body_without_a_limit_is_refused(written):
    result = check(written, "", "location /a/ { gracy_health; client_max_body_size 0; }")
    assert result.returncode == 1 and 'write "client_max_body_size 1m"' in result.stderr, result.stderr


def test_bodies_in_files_are_refused(written):
    for value in ("on", "clean"):
        result = check(written, f"client_body_in_file_only {value};", "location /a/ { gracy_health; }")
        assert result.returncode == 1 and 'write "client_body_in_file_only off"' in result.stderr, result.stderr


@pytest.mark.skipif(not AS_ROOT, reason="nginx's workers are this very user")
def test_a_certificate_that_only_the_master_can_read_is_refused(written):
    """README's /etc/gracy is such a folder."""
    closed = written.folder / "closed"
    closed.mkdir()
    (closed / "ca.crt").write_text("a certificate")
    (closed / "ca.crt").chmod(0o644)
    line = 'gracy_database "host=db.example dbname=d sslmode=verify-full sslrootcert={dir}/closed/ca.crt";'
    for mode, taken in ((0o750, False), (0o755, True)):
        closed.chmod(mode)
        result = check(written, line)
        assert (result.returncode == 0) == taken, result.stderr
        assert taken or re.search(rf'"gracy_database".*{closed}/ca\.crt, which the user {SERVICE_USER} .*cannot read: Permission denied', result.stderr), result.stderr


def test_a_secret_that_everybody_may_read_is_warned_of(written):
    path = written.folder / "open"
    path.write_text("0123456789" * 5)
    path.chmod(0o644)
    result = check(written, "gracy_key_file {dir}/open;")
    assert result.returncode == 0 and "[warn]" in result.stderr and "chmod 600" in result.stderr, result.stderr
    assert "0123456789" not in result.stderr


def test_a_key_that_no_worker_can_read_is_warned_of(written):
    path = written.folder / "binary"
    path.write_bytes(bytes(range(48)))
    path.chmod(0o600)
    result = check(written, "gracy_key_file {dir}/binary;")
    assert result.returncode == 0 and re.search(r"\[warn\].*binary.*note_key_file.*openssl rand -hex 32", result.stderr), result.stderr
    assert "[warn]" not in check(written, "gracy_key_file {dir}/fine; gracy_old_key_file {dir}/binary;").stderr


def test_a_statement_that_outlives_its_request_is_warned_of(written):
    http = 'gracy_database "{db}"; ' + GOOD_KEY
    locations = "location /a/ { gracy_hr; } location /b/ { gracy_hr; gracy_deadline 90s; }"
    result = check(written, http + "\ngracy_statement_timeout 60s;", locations)
    assert result.returncode == 0 and re.search(r'\[warn\].*"gracy_statement_timeout" in .*nginx\.conf:\d+ is 60000 ms.*is 5000 ms', result.stderr), result.stderr
    for fine in ("", "gracy_statement_timeout 4s; "):
        slack = "gracy_slack_signing_secret_file {dir}/fine; "
        assert "[warn]" not in check(written, fine + slack + http, locations + " location /s/ { gracy_slack; }").stderr


def test_a_refusal_never_shows_a_secret(written):
    path = written.folder / "secret"
    path.write_text("tooshortbutsecret")
    path.chmod(0o600)
    for line in ("gracy_key_file {dir}/secret;", 'gracy_database "host=/x dbname=d password=verysecretword colour=red";',
                 'gracy_database "host=/x dbname=d password=verysecretword" reads=0;'):
        result = check(written, line)
        assert result.returncode == 1
        assert "tooshortbutsecret" not in result.stderr and "verysecretword" not in result.stderr, result.stderr


GOOD = [
    ("", ""),
    ('gracy_database "{db}"; ' + GOOD_KEY, "location /a/ { gracy_hr; }"),
    ('gracy_database "{db}" reads=1 writes=1 exclusive=1 queue=1; gracy_database_replica "{db}"; gracy_database_replica "{db}" connections=4; ' + GOOD_KEY,
     "location /a/ { gracy_hr; gracy_deadline 30s; } location /b/ { gracy_hr; if ($arg_x) { return 204; } }"),
    ('gracy_database "postgresql://user@localhost/db?sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt"; ' + GOOD_KEY, "location /a/ { gracy_hr; }"),
    ('gracy_database "{db}"; gracy_slack_signing_secret_file {dir}/fine; gracy_slack_app_id A0123456789; gracy_slack_oauth client_id=1.2 address=https://gracy.example:8443; ' + GOOD_KEY, "location /s/ { gracy_slack; }"),
    ("gracy_zone 2m; gracy_offload_threads 1 queue=0; gracy_deadline 600s;", "location /m { gracy_metrics; } location /o { gracy_openapi; }"),
]


def test_the_example_for_production_is_taken(written, secrets):
    """With this machine's files and ports in the place of the example's."""
    text = (build.ROOT / "conf/nginx.production.example.conf").read_text()
    temporary = "".join(f"{name}_temp_path {written.folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    for pattern, ours in ((r"include /opt/gracy/etc/load_module.conf;", f"load_module {build.MODULE};"), (r"^user .*;\n", ""), (r"^http {\n", f"http {{\n{temporary}"),
                          (r"/run/nginx.pid", f"{written.folder}/nginx.pid"), (r"/var/log/nginx/", f"{written.folder}/"),
                          (r"/etc/gracy/secrets/[a-z_.]+", f"{written.folder}/fine"), (r"/etc/ssl/gracy-database.ca.crt", "/etc/ssl/certs/ca-certificates.crt"),
                          (r"/etc/ssl/gracy.example.com.pem", f"{secrets.folder}/tls.crt"),
                          (r"/etc/ssl/private/gracy.example.com.key", f"{secrets.folder}/tls.key"), (r"^\s*listen \[::\].*\n", ""),
                          (r"listen (10\.0\.0\.10:)?\d+", lambda _: f"listen 127.0.0.1:{free_port()}")):
        text, count = re.subn(pattern, ours, text, flags=re.MULTILINE)
        assert count, f"the example has no {pattern}"
    (written.folder / "nginx.conf").write_text(text)
    result = written.test_configuration()
    assert result.returncode == 0 and "[warn]" not in result.stderr, result.stderr


@pytest.mark.parametrize("http, locations", GOOD)
def test_what_is_right_is_taken(written, http, locations):
    result = check(written, http, locations)
    assert result.returncode == 0, result.stderr
