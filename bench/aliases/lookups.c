/* Look-ups a second in the databases that sendmail and Postfix read, by the libraries that they call:
 *   lookups hash|btree|cdb|lmdb FILE KEYS NULS     NULS 1: keys end with NUL, as Postfix and newaliases write them
 * Times are the processor's. Prints hits and misses, the median of three rounds each. Keys are folded and copied, values copied, as those programs do. */
#include <ctype.h>
#include <db.h>
#include <cdb.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 3
static char **keys;
static int count;
static DB *db;
static struct cdb cdb;
static MDB_env *env;
static MDB_txn *txn;
static MDB_dbi dbi;
static volatile size_t sum;

static int ask(const char *kind, const char *key, size_t length, char **value, size_t *size)
{
    if (!strcmp(kind, "cdb")) {
        if (cdb_find(&cdb, key, length) <= 0)
            return 0;
        *size = cdb_datalen(&cdb);
        *value = (char *) cdb_getdata(&cdb);
        return 1;
    }
    if (!strcmp(kind, "lmdb")) {
        MDB_val k = { length, (void *) key }, v;
        mdb_txn_renew(txn); /* Postfix begins a transaction for each look-up */
        int found = mdb_get(txn, dbi, &k, &v) == 0;
        if (found) {
            static char copy[65536];
            memcpy(copy, v.mv_data, v.mv_size);
            *value = copy;
            *size = v.mv_size;
        }
        mdb_txn_reset(txn);
        return found;
    }
    DBT k = { .data = (void *) key, .size = length }, v = { 0 };
    if (db->get(db, NULL, &k, &v, 0) != 0)
        return 0;
    *value = v.data;
    *size = v.size;
    return 1;
}

static double measure(const char *kind, int nuls, const char *suffix)
{
    struct timespec begin, end;
    int found = 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    for (int i = 0; i < count; i++) {
        char key[256], *value;
        size_t length = 0, size;
        for (const char *p = keys[i]; *p; p++)
            key[length++] = tolower((unsigned char) *p);
        for (const char *p = suffix; *p; p++)
            key[length++] = *p;
        key[length] = 0;
        if (ask(kind, key, length + nuls, &value, &size)) {
            char *copy = malloc(size + 1);
            memcpy(copy, value, size);
            sum += copy[0];
            free(copy);
            found++;
        }
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    if (found != (*suffix ? 0 : count)) {
        fprintf(stderr, "%d of %d were found\n", found, count);
        exit(1);
    }
    return count / (end.tv_sec - begin.tv_sec + (end.tv_nsec - begin.tv_nsec) / 1e9);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    const char *kind = argv[1];
    int nuls = atoi(argv[4]);
    double hits[ROUNDS], misses[ROUNDS];
    char line[1024];
    FILE *in = fopen(argv[3], "r");
    for (int room = 0; fgets(line, sizeof line, in); count++) {
        if (count == room)
            keys = realloc(keys, (room = room ? 2 * room : 1024) * sizeof *keys);
        line[strcspn(line, "\n")] = 0;
        keys[count] = strdup(line);
    }
    int bad;
    if (!strcmp(kind, "cdb")) {
        bad = cdb_init(&cdb, open(argv[2], O_RDONLY));
    } else if (!strcmp(kind, "lmdb")) {
        bad = mdb_env_create(&env) || mdb_env_set_mapsize(env, 1UL << 30)
            || mdb_env_open(env, argv[2], MDB_NOSUBDIR | MDB_RDONLY | MDB_NOLOCK, 0)
            || mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) || mdb_dbi_open(txn, NULL, 0, &dbi);
        if (!bad)
            mdb_txn_reset(txn);
    } else {
        bad = db_create(&db, NULL, 0) || db->set_cachesize(db, 0, 16 << 20, 0)
            || db->open(db, NULL, argv[2], NULL, strcmp(kind, "hash") ? DB_BTREE : DB_HASH, DB_RDONLY, 0);
    }
    if (bad) {
        fprintf(stderr, "%s cannot be opened\n", argv[2]);
        return 1;
    }
    for (int i = 0; i < ROUNDS; i++) {
        hits[i] = measure(kind, nuls, "");
        misses[i] = measure(kind, nuls, "x");
    }
    qsort(hits, ROUNDS, sizeof *hits, compare);
    qsort(misses, ROUNDS, sizeof *misses, compare);
    printf("%.0f %.0f\n", hits[ROUNDS / 2], misses[ROUNDS / 2]);
    return 0;
}
