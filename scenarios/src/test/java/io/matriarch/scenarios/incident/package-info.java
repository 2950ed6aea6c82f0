/**
 * What went wrong in real clusters, and the scenarios that tell how it goes here. Uses the
 * simulator's scenario files.
 */
package io.matriarch.scenarios.incident;
