#include "document/read/odf/odf_forms.h"

#include "document/read/odf/odf_names.h"

#include <string.h>

/* So many fields are remembered. */
#define FIELDS_MAX 10000u

struct TcOdfForms {
    GHashTable *shown; /* id of a field -> GString of what it shows */
    GString *last;     /* the value of the field that is open: its items follow; NULL before any */
};

static void
free_shown(gpointer shown)
{
    g_string_free(shown, TRUE);
}

TcOdfForms *
tc_odf_forms_new(void)
{
    TcOdfForms *forms = g_new0(TcOdfForms, 1);

    forms->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_shown);
    return forms;
}

void
tc_odf_forms_free(TcOdfForms *forms)
{
    if (forms == NULL)
        return;
    g_hash_table_unref(forms->shown);
    g_free(forms);
}

static gboolean
is_true(const TcXml *xml, const char *name)
{
    g_autofree char *value = tc_xml_attribute(xml, NULL, name);

    return value != NULL && strcmp(value, "true") == 0;
}

/* An item of a list. */
static void
add_item(TcOdfForms *forms, const TcXml *xml)
{
    g_autofree char *label = tc_xml_attribute(xml, NULL, "label");

    if (forms->last == NULL || label == NULL ||
        !(is_true(xml, "current-selected") || is_true(xml, "selected")))
        return;
    if (forms->last->len > 0)
        g_string_append(forms->last, ", ");
    g_string_append(forms->last, label);
}

/* What it shows of a field by its own attributes. NULL for nothing. */
static char *
own_value(const TcXml *xml, const char *name)
{
    static const char *const labelled[] = {"fixed-text", "button", "checkbox", "radio", "frame"};
    static const char *const silent[] = {"hidden", "password", "listbox"};

    for (gsize i = 0; i < G_N_ELEMENTS(silent); i++)
        if (strcmp(name, silent[i]) == 0)
            return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(labelled); i++)
        if (strcmp(name, labelled[i]) == 0)
            return tc_xml_attribute(xml, NULL, "label");
    char *value = tc_xml_attribute(xml, NULL, "current-value");
    return value != NULL ? value : tc_xml_attribute(xml, NULL, "value");
}

void
tc_odf_forms_start(TcOdfForms *forms, const TcXml *xml, const char *ns, const char *name)
{
    if (!tc_odf_ns_is(ns, "form"))
        return;
    if (strcmp(name, "option") == 0) {
        add_item(forms, xml);
        return;
    }
    g_autofree char *id = tc_xml_attribute(xml, NULL, "id");
    if (id == NULL || g_hash_table_size(forms->shown) >= FIELDS_MAX)
        return;
    g_autofree char *value = own_value(xml, name);
    forms->last = g_string_new(value);
    g_hash_table_replace(forms->shown, g_steal_pointer(&id), forms->last);
}

const char *
tc_odf_forms_shown(const TcOdfForms *forms, const TcXml *xml)
{
    g_autofree char *id = tc_xml_attribute(xml, "drawing", "control");
    const GString *shown = id != NULL ? g_hash_table_lookup(forms->shown, id) : NULL;

    return shown != NULL ? shown->str : "";
}
