/**
 * The command line tool {@code matriarchctl}, with the words of patronictl (contract 5).
 *
 * <p>Depends on {@code runtime.config}, {@code runtime.report}, {@code runtime.dcs}, {@code
 * runtime.journal} and picocli.
 */
package io.matriarch.runtime.ctl;
