package io.matriarch.state;

/**
 * What this agent does on an operator's order, beyond what keeps the cluster well by itself.
 *
 * @param task the order that is being carried out
 */
public record Orders(Task task) {
    public static final Orders NONE = new Orders(new Task.None());

    public Orders with(Task value) {
        return new Orders(value);
    }
}
