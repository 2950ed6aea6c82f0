package io.matriarch.action;

import io.matriarch.value.MemberName;
import io.matriarch.value.RequestId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A question to other members. */
public sealed interface PeerAction extends Action {
    /**
     * Ask each, all at once, two seconds at most, no second try (contract 2.8a): {@code
     * PeersAnswered}.
     *
     * @param apiUrls whom and where
     */
    record AskPeers(RequestId round, SortedMap<MemberName, String> apiUrls) implements PeerAction {
        public AskPeers {
            apiUrls = Collections.unmodifiableSortedMap(new TreeMap<>(apiUrls));
        }
    }
}
