/**
 * The text of every key, exactly as Patroni reads and writes it (contract 1.3 to 1.9, 2.1, 4.3):
 * one class per key, each from text to the core's values and back.
 *
 * <p>Depends on the core's {@code value} and {@code state}, on {@code runtime.amount} and on
 * Jackson. Nothing here knows of a connection. Readers accept any legal JSON and the forms of older
 * Patroni versions, and never throw at what they read; writers make compact JSON in ASCII.
 */
package io.matriarch.runtime.dcs.json;
