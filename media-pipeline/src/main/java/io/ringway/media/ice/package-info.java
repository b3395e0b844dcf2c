/**
 * Interactive Connectivity Establishment (RFC 8445), lite and full, for one component per leg.
 *
 * <p>In come Binding requests on the event loops ({@link io.ringway.media.ice.CheckResponder},
 * which answers at once and without state), and on the leg's shard what followed from them, Binding
 * responses, descriptions and the time ({@link io.ringway.media.ice.IceAgent}). Out go checks, the
 * pair to send media on and changes of state ({@link io.ringway.media.ice.IceOutput}). The {@link
 * io.ringway.media.ice.UfragTable} is the only thing both sides touch. No clock, socket, thread or
 * name look-up is used.
 *
 * <p>Deviations, each for peers seen in the wild: a frozen pair is checked when nothing else waits,
 * even while another of its foundation is being tried (RFC 5245 §5.8 rather than RFC 8445
 * §6.1.4.2), because some peers give all candidates one foundation; a later nomination of equal or
 * higher priority wins, and so does any once the pair in use fell silent; an agent that is not
 * controlling follows the peer's authenticated media to another valid pair; a controlling one
 * nominates again when its pair falls silent while another is alive; consent checks of a
 * controlling agent carry USE-CANDIDATE, so that a lite peer follows a rebound NAT; a lite agent
 * facing a lite peer checks and controls, since neither would otherwise.
 */
@NullMarked
package io.ringway.media.ice;

import org.jspecify.annotations.NullMarked;
