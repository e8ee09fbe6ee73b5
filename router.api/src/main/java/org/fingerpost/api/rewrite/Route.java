package org.fingerpost.api.rewrite;

/**
 * Where an address goes: the triple that the rules end with ({@code $#mailer $@host $:user}).
 *
 * @param mailer name of a mailer definition, or of a {@code Mailer} service that needs none
 * @param host   may be empty
 * @param user   what the mailer is given as {@code $u}; octets
 */
public record Route(String mailer, String host, String user) implements Resolution {

    @Override
    public String toString() {
        return "(" + mailer + ", " + host + ", " + user + ")";
    }
}
