/** Interactive Connectivity Establishment (RFC 8445), lite and full. */
@NullMarked
package io.ringway.media.ice;

import org.jspecify.annotations.NullMarked;
