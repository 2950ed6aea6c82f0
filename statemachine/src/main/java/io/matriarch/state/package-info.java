/**
 * What a member knows: {@link io.matriarch.state.NodeState} and its parts, all immutable.
 *
 * <p>Depends on {@code value}. States hold facts and remember requests; they decide nothing.
 */
package io.matriarch.state;
