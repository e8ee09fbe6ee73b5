/**
 * What plug-ins provide, by name: mailers, tables, table types and rule sets, the machine's users and how to act for them,
 * filled by Declarative Services while they come and go. Whoever needs one looks it up for one transaction or attempt and
 * never keeps it.
 */
package org.fingerpost.core.services;
