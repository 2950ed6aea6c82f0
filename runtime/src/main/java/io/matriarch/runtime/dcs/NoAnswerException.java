package io.matriarch.runtime.dcs;

import org.apache.zookeeper.KeeperException.Code;

/** An operation whose outcome is unknown, or that the server would not carry out for us. */
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String why) {
        super(why, null, false, false);
    }

    NoAnswerException(Code code, String path) {
        super(code + " at " + path, null, false, false);
    }
}
