package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.transport.SipFlow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of all users, in memory. Bounded by its owner, who asks {@link #size}.
 *
 * <p>Thread: any, behind one lock.
 */
final class Bindings {

    private final Map<String, List<Binding>> byUser = new HashMap<>();
    private final Map<SipFlow, Set<String>> usersByFlow = new HashMap<>();
    private int size;

    /** Contacts of a user that have not expired, the preferred and then the latest first. */
    synchronized List<Binding> of(String user, long nowNs) {
        return byUser.getOrDefault(user, List.of()).stream()
                .filter(binding -> !binding.expired(nowNs))
                .sorted(Comparator.comparingDouble((Binding binding) -> -binding.q()))
                .toList();
    }

    synchronized int size() {
        return size;
    }

    /** Puts a user's contacts in place of those before, if they still are what the change knew. */
    synchronized boolean replace(String user, List<Binding> before, List<Binding> after) {
        if (!byUser.getOrDefault(user, List.of()).equals(before)) {
            return false;
        }
        put(user, after);
        return true;
    }

    /** All of a user's, expired ones included, in the order of registration. */
    synchronized List<Binding> stored(String user) {
        return byUser.getOrDefault(user, List.of());
    }

    /** Takes out those of a connection that is gone; how many. */
    synchronized int flowClosed(SipFlow flow) {
        int before = size;
        for (String user : List.copyOf(usersByFlow.getOrDefault(flow, Set.of()))) {
            keep(user, binding -> !flow.equals(binding.source().flow()));
        }
        return before - size;
    }

    /** Takes out those that have expired; how many. */
    synchronized int expire(long nowNs) {
        int before = size;
        for (String user : List.copyOf(byUser.keySet())) {
            keep(user, binding -> !binding.expired(nowNs));
        }
        return before - size;
    }

    synchronized List<Binding> all() {
        return byUser.values().stream().flatMap(List::stream).toList();
    }

    private void keep(String user, Predicate<Binding> kept) {
        List<Binding> before = byUser.getOrDefault(user, List.of());
        List<Binding> after = before.stream().filter(kept).toList();
        if (after.size() != before.size()) {
            put(user, after);
        }
    }

    private void put(String user, List<Binding> after) {
        List<Binding> before = byUser.getOrDefault(user, List.of());
        size += after.size() - before.size();
        before.forEach(binding -> forget(user, binding.source().flow()));
        if (after.isEmpty()) {
            byUser.remove(user);
            return;
        }
        byUser.put(user, List.copyOf(after));
        for (Binding binding : after) {
            SipFlow flow = binding.source().flow();
            if (flow != null) {
                usersByFlow.computeIfAbsent(flow, ignored -> new HashSet<>()).add(user);
            }
        }
    }

    private void forget(String user, @Nullable SipFlow flow) {
        Set<String> users = flow == null ? null : usersByFlow.get(flow);
        if (users != null && users.remove(user) && users.isEmpty()) {
            usersByFlow.remove(flow);
        }
    }
}
