/** The assembled distribution as a process, used by SMTP, by the shell and by dropping jars, as its users do. */
package org.fingerpost.itest.process;
