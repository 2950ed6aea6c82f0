/**
 * What is ordered: sealed records in the imperative, one file per port, and the permits they show.
 *
 * <p>Depends on {@code value} and {@code state}.
 */
package io.matriarch.action;
