/** Plug-ins for tests, one package a bundle. */
package org.fingerpost.itest.mailers;
