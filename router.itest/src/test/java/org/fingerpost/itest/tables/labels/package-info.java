/** The table type of examples/labels-table. */
package org.fingerpost.itest.tables.labels;
