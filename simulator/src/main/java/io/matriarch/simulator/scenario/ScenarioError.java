package io.matriarch.simulator.scenario;

/** A scenario text that cannot be read: where, what, and what to write instead. */
public final class ScenarioError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String statement;
    private final String word;

    /**
     * @param line counted from 1; 0 for the file as a whole
     * @param statement the statement's first word
     * @param word the word that is wrong; empty when one is missing
     * @param remedy what to write instead
     */
    public ScenarioError(int line, String statement, String word, String remedy) {
        super(
                (line == 0 ? "" : "line " + line + ": ")
                        + statement
                        + ": "
                        + (word.isEmpty() ? "" : "'" + word + "': ")
                        + remedy);
        this.line = line;
        this.statement = statement;
        this.word = word;
    }

    public int line() {
        return line;
    }

    public String statement() {
        return statement;
    }

    public String word() {
        return word;
    }
}
