package io.matriarch.runtime.config;

/**
 * One thing that must be corrected before the agent can run.
 *
 * @param place file and line, or the environment variable
 * @param key the full key, with dots
 * @param what what is wrong, with the value unless it is a secret
 * @param remedy what to write instead
 */
public record ConfigError(String place, String key, String what, String remedy) {
    @Override
    public String toString() {
        String subject = key.isEmpty() ? "" : key + ": ";
        return place + ": " + subject + what + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
