/*
 * The login as a small C module of Apache, as the API server of 2013 was one: libpq, libsodium, jansson, blocking, one
 * database connection for each thread. apxs builds it; the harness loads it with `LoginStatements FOLDER`.
 */
#include <httpd.h> /* first: the others need its types */

#include <apr_strings.h>
#include <apr_thread_proc.h>
#include <http_config.h>
#include <http_core.h>
#include <http_log.h>
#include <http_protocol.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <sodium.h>

enum { max_body = 4096, token_bytes = 32 };
static const char *const statement_names[] = {"find_login", "open_session", "record_login_failure"};
enum { statement_count = sizeof(statement_names) / sizeof(statement_names[0]) };

static char *statement_texts[statement_count];
static pthread_key_t connection_key;

static char *read_file(const char *path, apr_pool_t *pool) {
    apr_file_t *file;
    apr_finfo_t info;
    apr_size_t size;
    if (apr_file_open(&file, path, APR_READ, 0, pool) != APR_SUCCESS) return NULL;
    if (apr_file_info_get(&info, APR_FINFO_SIZE, file) != APR_SUCCESS) return NULL;
    size = (apr_size_t)info.size;
    char *text = apr_palloc(pool, size + 1);
    if (apr_file_read_full(file, text, size, NULL) != APR_SUCCESS) return NULL;
    apr_file_close(file);
    text[size] = '\0';
    return text;
}

/* This thread's connection with its prepared statements; NULL when the database does not answer. */
static PGconn *connection(void) {
    PGconn *conn = pthread_getspecific(connection_key);
    if (conn != NULL && PQstatus(conn) == CONNECTION_OK) return conn;
    if (conn != NULL) PQfinish(conn);
    pthread_setspecific(connection_key, NULL);
    conn = PQconnectdb(""); /* libpq's variables say where */
    if (PQstatus(conn) != CONNECTION_OK) {
        PQfinish(conn);
        return NULL;
    }
    for (int i = 0; i < statement_count; i++) {
        PGresult *result = PQprepare(conn, statement_names[i], statement_texts[i], 0, NULL);
        int prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (!prepared) {
            PQfinish(conn);
            return NULL;
        }
    }
    pthread_setspecific(connection_key, conn);
    return conn;
}

static void finish_connection(void *conn) { PQfinish(conn); }

static json_t *read_body(request_rec *r) {
    char body[max_body];
    apr_size_t length = 0;
    if (ap_setup_client_block(r, REQUEST_CHUNKED_ERROR) != OK || !ap_should_client_block(r)) return NULL;
    for (;;) {
        long got = ap_get_client_block(r, body + length, sizeof(body) - length);
        if (got == 0) break;
        if (got < 0 || length + (apr_size_t)got == sizeof(body)) return NULL;
        length += (apr_size_t)got;
    }
    return json_loadb(body, length, 0, NULL);
}

static int answer(request_rec *r, int status, const char *body) {
    r->status = status;
    ap_set_content_type(r, "application/json");
    ap_rputs(body, r);
    return OK;
}

static int refuse(request_rec *r) { return answer(r, 401, "{\"code\":\"invalid_credentials\"}"); }
static int fail(request_rec *r) { return answer(r, 500, "{\"code\":\"internal\"}"); }

static PGresult *execute(PGconn *conn, const char *name, int count, const char *const *values, const int *lengths,
                         const int *formats) {
    PGresult *result = PQexecPrepared(conn, name, count, values, lengths, formats, 0);
    if (PQresultStatus(result) == PGRES_TUPLES_OK) return result;
    PQclear(result);
    return NULL;
}

static int open_session(request_rec *r, PGconn *conn, const char *team_space, const char *member, const char *hash) {
    unsigned char random[token_bytes], digest[crypto_hash_sha256_BYTES];
    char token[4 + sodium_base64_ENCODED_LEN(token_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)] = "grs_";
    randombytes_buf(random, sizeof(random));
    sodium_bin2base64(token + 4, sizeof(token) - 4, random, sizeof(random), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    crypto_hash_sha256(digest, (const unsigned char *)token, strlen(token));

    const char *values[] = {team_space, member, (const char *)digest, "43200", "1209600", r->useragent_ip,
                            apr_table_get(r->headers_in, "User-Agent"), NULL, hash};
    const int lengths[] = {0, 0, sizeof(digest), 0, 0, 0, 0, 0, 0};
    const int formats[] = {0, 0, 1, 0, 0, 0, 0, 0, 0};
    PGresult *opened = execute(conn, "open_session", 9, values, lengths, formats);
    if (opened == NULL) return fail(r);
    int status;
    if (strcmp(PQgetvalue(opened, 0, 0), "ok") == 0)
        status = answer(r, 200, apr_psprintf(r->pool, "{\"token\":\"%s\",\"expires_at\":\"%s\"}", token,
                                             PQgetvalue(opened, 0, 1)));
    else
        status = refuse(r);
    PQclear(opened);
    return status;
}

static int log_in(request_rec *r, PGconn *conn, const char *slug, const char *email, const char *password) {
    const char *who[] = {slug, email};
    PGresult *found = execute(conn, "find_login", 2, who, NULL, NULL);
    if (found == NULL) return fail(r);
    int status;
    if (PQntuples(found) == 0 || PQgetisnull(found, 0, 2) || strcmp(PQgetvalue(found, 0, 3), "active") != 0 ||
        !PQgetisnull(found, 0, 4)) {
        status = refuse(r);
    } else if (crypto_pwhash_str_verify(PQgetvalue(found, 0, 2), password, strlen(password)) != 0) {
        const char *failed[] = {PQgetvalue(found, 0, 0), email};
        PQclear(execute(conn, "record_login_failure", 2, failed, NULL, NULL));
        status = refuse(r);
    } else {
        status = open_session(r, conn, PQgetvalue(found, 0, 0), PQgetvalue(found, 0, 1), PQgetvalue(found, 0, 2));
    }
    PQclear(found);
    return status;
}

static int login_handler(request_rec *r) {
    if (r->handler == NULL || strcmp(r->handler, "login") != 0) return DECLINED;
    if (r->method_number != M_POST) return HTTP_METHOD_NOT_ALLOWED;
    json_t *given = read_body(r);
    const char *slug, *email, *password;
    int status;
    if (given == NULL || json_unpack(given, "{s:s, s:s, s:s}", "team_space", &slug, "email", &email, "password",
                                     &password) != 0) {
        status = answer(r, 400, "{\"code\":\"invalid_body\"}");
    } else {
        PGconn *conn = connection();
        status = conn == NULL ? answer(r, 503, "{\"code\":\"unavailable\"}") : log_in(r, conn, slug, email, password);
    }
    json_decref(given);
    return status;
}

static const char *set_folder(cmd_parms *cmd, void *config, const char *folder) {
    (void)config;
    for (int i = 0; i < statement_count; i++) {
        const char *path = apr_pstrcat(cmd->pool, folder, "/", statement_names[i], ".sql", NULL);
        statement_texts[i] = read_file(path, cmd->pool);
        if (statement_texts[i] == NULL) return apr_pstrcat(cmd->pool, "cannot read ", path, NULL);
    }
    return NULL;
}

static int prepare(apr_pool_t *config, apr_pool_t *log, apr_pool_t *temporary, server_rec *server) {
    (void)config, (void)log, (void)temporary, (void)server;
    return sodium_init() >= 0 && pthread_key_create(&connection_key, finish_connection) == 0 ? OK : DONE;
}

static const command_rec commands[] = {
    AP_INIT_TAKE1("LoginStatements", set_folder, NULL, RSRC_CONF, "folder of the statements"),
    {NULL},
};

static void register_hooks(apr_pool_t *pool) {
    (void)pool;
    ap_hook_post_config(prepare, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_handler(login_handler, NULL, NULL, APR_HOOK_MIDDLE);
}

AP_DECLARE_MODULE(login) = {STANDARD20_MODULE_STUFF, NULL, NULL, NULL, NULL, commands, register_hooks, 0};
