#include "pacer.h"

#include "clock.h"

int64_t pacer_next_ns(const struct pacer *p, const struct load *load) {
    return p->period_ns + load->calls[p->next].phase_ns;
}

void pacer_run(struct pacer *p, struct load *load, int64_t now_ns) {
    int64_t due_ns;
    while ((due_ns = pacer_next_ns(p, load)) <= now_ns) {
        load_visit(load, &load->calls[p->next], due_ns, now_ns);
        if (++p->next == load->count) {
            p->next = 0;
            p->period_ns += PACKET_NS;
        }
    }
}
