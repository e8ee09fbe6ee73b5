package org.fingerpost.api.policy;

import org.fingerpost.api.table.TableDeclaration;

/**
 * Members of a class that a table has ({@code F{Name}key@type:arguments}): they are looked up each time the policy is taken into
 * use.
 *
 * @param name  of the class
 * @param key   whose value has the members, separated by white space or commas
 * @param table where it is looked up; its name is that of the class and no other table's
 */
public record ClassFromTable(String name, String key, TableDeclaration table) {
}
