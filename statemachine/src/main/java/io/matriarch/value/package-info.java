/**
 * Numbers and names that are never bare: moments, log positions, timelines, identifiers.
 *
 * <p>Depends on nothing but the JDK.
 */
package io.matriarch.value;
