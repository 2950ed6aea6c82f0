package io.matriarch.simulator.page;

import io.matriarch.journal.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTML file with everything in it: no script, style or picture is loaded from anywhere. */
public final class PageHtml {
    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)\\}\\}");

    private PageHtml() {}

    /** The whole file. */
    public static String of(Page page) {
        // In one go: what is put in is not searched for further slots.
        return SLOT.matcher(resource("page.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(filling(slot.group(1), page)));
    }

    private static String filling(String slot, Page page) {
        return switch (slot) {
            case "title" -> escaped(page.title());
            case "style" -> resource("page.css");
            case "data" -> inScript(RecordJson.write(Page.class, page));
            case "draw" -> resource("draw.js");
            case "page" -> resource("page.js");
            default -> throw new IllegalStateException("nothing fills the slot " + slot);
        };
    }

    /**
     * JSON that may stand in a script element: nothing in it ends the element or opens a comment,
     * and a parser of JSON reads the same.
     */
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Text that may stand between tags. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = PageHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
