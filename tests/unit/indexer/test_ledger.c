#include "indexer/state/ledger.h"
#include "store/schema.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcLedgerEntry *
sample(const char *path)
{
    const TcFileStamp stamp = {.size = 1234567890123,
                               .mtime_ns = -5,
                               .ctime_ns = 1700000000123456789,
                               .inode = G_MAXUINT64,
                               .dev = 42};
    TcLedgerEntry *entry = tc_ledger_entry_new(path, &stamp);

    tc_ledger_hash("nội dung", strlen("nội dung"), entry->hash);
    entry->has_hash = TRUE;
    entry->settled = TRUE;
    tc_ledger_set_string(entry, &entry->format, "docx");
    tc_ledger_set_string(entry, &entry->encoding, "UTF-8");
    tc_ledger_set_string(entry, &entry->reason, "damaged");
    tc_ledger_set_string(entry, &entry->message, "hỏng");
    tc_ledger_set_string(entry, &entry->attempt, "1 2 3 4 5");
    entry->read_s = 1700000000;
    entry->page_count = 12;
    return entry;
}

Test(ledger, decoding_gives_what_was_encoded)
{
    static const char path[] = "/a b/\xff\n\"tệp\"";
    g_autoptr(TcLedgerEntry) entry = sample(path);
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(entry, &len);
    g_autoptr(TcLedgerEntry) got = tc_ledger_decode(bytes, len, NULL);

    cr_assert(ne(ptr, got, NULL));
    cr_assert(eq(str, got->path, (char *)path));
    cr_assert(eq(u64, got->stamp.size, entry->stamp.size));
    cr_assert(eq(i64, got->stamp.mtime_ns, entry->stamp.mtime_ns));
    cr_assert(eq(i64, got->stamp.ctime_ns, entry->stamp.ctime_ns));
    cr_assert(eq(u64, got->stamp.inode, entry->stamp.inode));
    cr_assert(eq(u64, got->stamp.dev, entry->stamp.dev));
    cr_assert(got->has_hash && memcmp(got->hash, entry->hash, TC_HASH_LEN) == 0);
    cr_assert(got->settled && !got->indexed);
    cr_assert(eq(str, got->format, (char *)"docx"));
    cr_assert(eq(str, got->encoding, (char *)"UTF-8"));
    cr_assert(eq(str, got->reason, (char *)"damaged"));
    cr_assert(eq(str, got->message, (char *)"hỏng"));
    cr_assert(eq(str, got->attempt, (char *)"1 2 3 4 5"));
    cr_assert(eq(i64, got->read_s, 1700000000));
    cr_assert(eq(u32, got->page_count, 12));
}

Test(ledger, an_entry_without_hash_stays_without)
{
    g_autoptr(TcLedgerEntry) entry = sample("/x");
    g_autoptr(TcLedgerEntry) got = NULL;
    g_autofree char *bytes = NULL;
    gsize len;

    entry->has_hash = FALSE;
    bytes = tc_ledger_encode(entry, &len);
    got = tc_ledger_decode(bytes, len, NULL);
    cr_assert(not(got->has_hash));
}

Test(ledger, a_message_that_is_no_utf8_is_made_so)
{
    g_autoptr(TcLedgerEntry) entry = sample("/x");

    tc_ledger_set_string(entry, &entry->message, "bad \xff");
    cr_assert(g_utf8_validate(entry->message, -1, NULL));
    tc_ledger_set_string(entry, &entry->message, NULL);
    cr_assert(eq(str, entry->message, (char *)""));
}

/* Whatever bytes stand in a damaged index: an error or an entry, never a crash. */
Test(ledger, damaged_bytes_are_an_error_or_an_entry)
{
    g_autoptr(TcLedgerEntry) entry = sample("/some/path.txt");
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(entry, &len);
    guint errors = 0;

    for (gsize i = 0; i <= len; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcLedgerEntry) cut = tc_ledger_decode(bytes, i, &error);

        cr_assert(eq(int, cut == NULL, error != NULL));
        errors += error != NULL;
    }
    cr_assert(eq(uint, errors, (guint)len)); /* each one that is cut */
    for (gsize i = 0; i < len; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcLedgerEntry) changed = NULL;

        bytes[i] = (char)(bytes[i] ^ 0xa5);
        changed = tc_ledger_decode(bytes, len, &error);
        bytes[i] = (char)(bytes[i] ^ 0xa5);
        cr_assert(eq(int, changed == NULL, error != NULL));
    }
}

/* GVariant writes entries, and the decoder knows its format by itself: they must agree on what is
 * an entry. */
static void
assert_agrees_with_gvariant(const char *bytes, gsize len)
{
    /* Behind the byte that tells the layout. */
    g_autoptr(GBytes) aligned = g_bytes_new(bytes + 1, len - 1);
    g_autoptr(GVariant) value = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE("(aytxxttxtaybbsssss)"), aligned, FALSE));
    g_autoptr(TcLedgerEntry) entry = tc_ledger_decode(bytes, len, NULL);
    const char *path, *message;

    /* GVariant allows a path without or with several NULs, which is then none of ours. */
    if (entry != NULL) {
        cr_assert(g_variant_is_normal_form(value));
        g_variant_get_child(value, 0, "^&ay", &path);
        g_variant_get_child(value, 14, "&s", &message);
        cr_assert(eq(str, entry->path, (char *)path));
        cr_assert(eq(str, entry->message, (char *)message));
    } else if (g_variant_is_normal_form(value)) {
        gsize path_len;
        g_autoptr(GVariant) child = g_variant_get_child_value(value, 0);
        const char *raw = g_variant_get_fixed_array(child, &path_len, 1);

        cr_assert(path_len == 0 || memchr(raw, '\0', path_len) != raw + path_len - 1);
    }
}

Test(ledger, decoder_takes_what_gvariant_takes)
{
    g_autoptr(TcLedgerEntry) entry = sample("/some/path.txt");
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(entry, &len);

    for (gsize i = 1; i < len; i++)
        for (guint bit = 0; bit < 256; bit++) {
            char kept = bytes[i];

            bytes[i] = (char)bit;
            assert_agrees_with_gvariant(bytes, len);
            bytes[i] = kept;
        }
}

/* An entry as it was written before schema 5. */
Test(ledger, old_entries_are_read)
{
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new(
        "(@aytxxtt@aybbssss)", g_variant_new_bytestring("/kho/a.txt"), G_GUINT64_CONSTANT(7),
        G_GINT64_CONSTANT(8), G_GINT64_CONSTANT(9), G_GUINT64_CONSTANT(10), G_GUINT64_CONSTANT(11),
        g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, "0123456789abcdef", 16, 1), FALSE, TRUE,
        "doc", "", "damaged", "damaged: x"));
    g_autoptr(GVariant) little =
        G_BYTE_ORDER == G_LITTLE_ENDIAN ? g_variant_ref(value) : g_variant_byteswap(value);
    g_autoptr(TcLedgerEntry) entry =
        tc_ledger_decode(g_variant_get_data(little), g_variant_get_size(little), NULL);

    cr_assert(ne(ptr, entry, NULL));
    cr_assert(eq(str, entry->path, (char *)"/kho/a.txt"));
    cr_assert(eq(u64, entry->stamp.dev, 11));
    cr_assert(entry->has_hash && entry->settled && !entry->indexed);
    cr_assert(eq(str, entry->reason, (char *)"damaged"));
    cr_assert(eq(str, entry->message, (char *)"damaged: x"));
    cr_assert(eq(str, entry->attempt, (char *)""));
    cr_assert(eq(i64, entry->read_s, 0));
    tc_ledger_set_string(entry, &entry->attempt, "1 2 3 4 5");
    cr_assert(eq(str, entry->message, (char *)"damaged: x"));
}

Test(ledger, entries_of_every_length_come_back)
{
    static const gsize lens[] = {1,     2,     3,     4,     5,     6,     7,     8,     120,  130,
                                 150,   160,   170,   240,   250,   255,   256,   257,   260,  4095,
                                 65300, 65380, 65420, 65430, 65440, 65500, 65535, 65536, 70000};

    for (gsize i = 0; i < 400 + G_N_ELEMENTS(lens); i++) {
        gsize path_len = i < 400 ? i : lens[i - 400], len;
        g_autofree char *path = g_strnfill(path_len, '/');
        g_autoptr(TcLedgerEntry) entry = sample(path), got = NULL;
        g_autofree char *bytes = tc_ledger_encode(entry, &len);

        got = tc_ledger_decode(bytes, len, NULL);
        cr_assert(ne(ptr, got, NULL));
        cr_assert(eq(str, got->path, path));
        cr_assert(eq(u64, got->stamp.inode, entry->stamp.inode));
        cr_assert(eq(str, got->message, entry->message));
    }
}

Test(ledger, strings_of_a_decoded_entry_can_be_replaced)
{
    g_autoptr(TcLedgerEntry) entry = sample("/x"), got = NULL;
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(entry, &len);

    got = tc_ledger_decode(bytes, len, NULL);
    tc_ledger_set_string(got, &got->reason, "empty");
    tc_ledger_set_string(got, &got->reason, "too-large");
    cr_assert(eq(str, got->reason, (char *)"too-large"));
    cr_assert(eq(str, got->message, entry->message));
}

Test(ledger, keys_are_short_enough_for_xapian_and_differ)
{
    g_autofree char *stem = g_strnfill(300, 'x');
    g_autofree char *one = g_strconcat("/", stem, "1", NULL);
    g_autofree char *other = g_strconcat("/", stem, "2", NULL);
    g_autofree char *one_key = tc_ledger_key(one);
    g_autofree char *other_key = tc_ledger_key(other);
    g_autofree char *short_key = tc_ledger_key("/a");

    cr_assert(eq(str, short_key, (char *)TC_META_LEDGER "/a"));
    cr_assert(eq(sz, strlen(one_key), TC_LEDGER_KEY_PATH_MAX + strlen(TC_META_LEDGER)));
    cr_assert(ne(str, one_key, other_key));
}

Test(ledger, document_ids_are_the_prefix_and_32_hex_digits)
{
    g_autofree char *id = tc_ledger_document_id("/a");
    g_autofree char *other = tc_ledger_document_id("/b");

    cr_assert(eq(sz, strlen(id), strlen(TC_TERM_ID) + 32));
    cr_assert(g_str_has_prefix(id, TC_TERM_ID));
    cr_assert(ne(str, id, other));
}

/* SHA-512 of "abc" in FIPS 180-2, appendix C.1, begins so. */
Test(ledger, the_hash_is_sha_512_cut)
{
    static const guint8 expect[TC_HASH_LEN] = {0xdd, 0xaf, 0x35, 0xa1, 0x93, 0x61, 0x7a, 0xba,
                                               0xcc, 0x41, 0x73, 0x49, 0xae, 0x20, 0x41, 0x31};
    guint8 hash[TC_HASH_LEN];

    tc_ledger_hash("abc", 3, hash);
    cr_assert(memcmp(hash, expect, TC_HASH_LEN) == 0);
}

/* Blocks have 128 bytes. */
Test(ledger, a_hash_goes_on_where_it_has_come_to)
{
    char bytes[400];

    for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (gsize begun = 0; begun <= sizeof bytes; begun++) {
        guint8 first[TC_HASH_LEN], expect[TC_HASH_LEN], hash[TC_HASH_LEN];
        TcHashing hashing;

        tc_ledger_hash(bytes, begun, expect);
        tc_ledger_hash_begin(bytes, begun, first, &hashing);
        cr_assert(zero(int, memcmp(first, expect, TC_HASH_LEN)));
        for (gsize len = begun; len <= sizeof bytes; len += 41) {
            tc_ledger_hash(bytes, len, expect);
            tc_ledger_hash_on(&hashing, bytes + begun, len - begun, hash);
            cr_assert(zero(int, memcmp(hash, expect, TC_HASH_LEN)));
        }
    }
}

static TcLedgerEntry *
member(const char *path, gsize archive_len)
{
    TcFileStamp stamp = tc_ledger_member_stamp(10, 1577934245, archive_len);
    TcLedgerEntry *entry = tc_ledger_entry_new(path, &stamp);

    entry->indexed = TRUE;
    return entry;
}

Test(ledger, the_stamp_tells_what_is_in_an_archive)
{
    g_autoptr(TcLedgerEntry) inside = member("/d/a.zip!/b/c.txt", strlen("/d/a.zip"));
    g_autoptr(TcLedgerEntry) deeper = member("/d/a.zip!/b.zip!/c.txt", strlen("/d/a.zip"));
    g_autoptr(TcLedgerEntry) bad_len = member("/d/a.zip!/b", strlen("/d/a"));
    g_autoptr(TcLedgerEntry) too_long = member("/d/a.zip!/b", 1000);
    g_autoptr(TcLedgerEntry) on_disk = sample("/d/a.zip!/b/c.txt");
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(inside, &len);
    g_autoptr(TcLedgerEntry) decoded = tc_ledger_decode(bytes, len, NULL);

    cr_expect(eq(sz, tc_ledger_archive_len(inside), strlen("/d/a.zip")));
    cr_expect(eq(sz, tc_ledger_archive_len(decoded), strlen("/d/a.zip")));
    cr_expect(eq(sz, tc_ledger_archive_len(deeper), strlen("/d/a.zip")));
    cr_expect(zero(sz, tc_ledger_archive_len(bad_len)));
    cr_expect(zero(sz, tc_ledger_archive_len(too_long)));
    cr_expect(zero(sz, tc_ledger_archive_len(on_disk)));
    cr_expect(eq(i64, inside->stamp.mtime_ns, G_GINT64_CONSTANT(1577934245000000000)));
    cr_expect(eq(i64, tc_ledger_member_stamp(1, G_MAXINT64, 1).mtime_ns,
                 G_GINT64_CONSTANT(9223372036000000000)));
    cr_expect(eq(i64, tc_ledger_member_stamp(1, G_MININT64, 1).mtime_ns,
                 G_GINT64_CONSTANT(-9223372036000000000)));
}

Test(ledger, members_of_an_archive_are_found)
{
    static const char *const paths[] = {"/a.zip!/x",  "/a.zip!/y.zip", "/a.zip!/y.zip!/z",
                                        "/a.zip!0/x", "/a.zip2!/x",    "/b.zip!/x"};
    g_autoptr(GHashTable) ledger = tc_ledger_new();
    g_autoptr(GPtrArray) members = NULL;
    TcLedgerEntry *on_disk = sample("/a.zip");
    guint begin;

    g_hash_table_replace(ledger, on_disk->path, on_disk);
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        TcLedgerEntry *entry =
            member(paths[i],
                   (gsize)(strstr(paths[i], "!/") != NULL ? strstr(paths[i], "!/") - paths[i] : 0));

        g_hash_table_replace(ledger, entry->path, entry);
    }
    members = tc_ledger_sorted_members(ledger);
    cr_assert(eq(uint, members->len, 5)); /* "/a.zip!0/x" has no separator */
    cr_expect(eq(uint, tc_ledger_members_of(members, "/a.zip", &begin), 3));
    cr_expect(zero(uint, begin));
    cr_expect(eq(uint, tc_ledger_members_of(members, "/a.zip!/y.zip", &begin), 3));
    cr_expect(eq(uint, begin, 2));
    cr_expect(eq(uint, tc_ledger_members_of(members, "/b.zip", &begin), 5));
    cr_expect(eq(uint, begin, 4));
    cr_expect(eq(uint, tc_ledger_members_of(members, "/none", &begin), begin));
}

Test(ledger, an_archive_has_a_format_and_nothing_else)
{
    g_autoptr(TcLedgerEntry) entry = sample("/a.zip");

    cr_expect(not(tc_ledger_is_archive(entry)));
    tc_ledger_set_string(entry, &entry->reason, "");
    cr_expect(tc_ledger_is_archive(entry));
    entry->indexed = TRUE;
    cr_expect(not(tc_ledger_is_archive(entry)));
    entry->indexed = FALSE;
    tc_ledger_set_string(entry, &entry->format, "");
    cr_expect(not(tc_ledger_is_archive(entry)));
}
