/**
 * The assembled distribution among real users: a mount namespace with a passwd file, a group file and homes of its own, in which
 * the router is root and anna, bert and mallory are users. {@code Machine} makes it, {@code MailCase} says what is mailed there and
 * what must come of it, {@code MailRun} does it.
 */
package org.fingerpost.itest.users;
