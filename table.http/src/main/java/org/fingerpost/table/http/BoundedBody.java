package org.fingerpost.table.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The octets of an answer, as long as they are not too many. The client calls it from one thread at a time. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final int most;
    private final boolean needed;
    private Flow.Subscription subscription;

    /** @param needed if not, an answer that is too long is cut off and is no failure */
    BoundedBody(int most, boolean needed) {
        this.most = most;
        this.needed = needed;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (octets.size() + (long) buffer.remaining() > most) {
                subscription.cancel();
                if (needed) {
                    body.completeExceptionally(new IOException("the answer is longer than " + most + " octets"));
                } else {
                    body.complete(new byte[0]);
                }
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            octets.write(part, 0, part.length);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(octets.toByteArray());
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }
}
