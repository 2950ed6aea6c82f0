/**
 * Rules about the text of this repository, checked as text.
 *
 * <p>Depends on nothing but the JDK.
 */
package io.matriarch.tidy;
