/**
 * The assembled distribution among real users: namespaces with users, homes and processes of their own, in which the router is
 * root and anna, bert and mallory are users. {@code Machine} makes it, {@code MailCase} says what is mailed there and what must
 * come of it, {@code MailRun} does it.
 */
package org.fingerpost.itest.users;
