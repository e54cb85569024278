package io.mycelium.drone.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates a gateway may show.
///
/// @param context empty for those that the system trusts
public record Trust(Optional<SSLContext> context) {
  public static final Trust OF_SYSTEM = new Trust(Optional.empty());

  /// Also those in a file, in PEM.
  ///
  /// @throws IOException when there are none in it
  public static Trust alsoOf(Path file) throws IOException {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      List<Certificate> trusted = new ArrayList<>(read(file));
      trusted.addAll(ofSystem());
      for (Certificate one : trusted) {
        all.setCertificateEntry("ca-" + all.size(), one);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(all), null);
      return new Trust(Optional.of(context));
    } catch (GeneralSecurityException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Says for people why a gateway is not trusted.
  static String refusal(URI gateway, SSLException cause) {
    Throwable last = cause;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return switch (last) {
      case CertPathBuilderException _ ->
          "Nobody whom this machine trusts vouches for the certificate of %s. If it is of your own authority, start the drone with --ca FILE, its certificates in PEM."
              .formatted(gateway);
      case CertificateException unfit ->
          "The certificate of %s does not hold: %s.".formatted(gateway, unfit.getMessage());
      default ->
          "There is no TLS with %s: %s. Does it speak plain HTTP?"
              .formatted(gateway, last.getMessage());
    };
  }

  private static List<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<? extends Certificate> found =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new IOException("it is empty");
      }
      return found;
    }
  }

  private static List<X509Certificate> ofSystem() throws GeneralSecurityException {
    return Arrays.stream(managers(null))
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
        .toList();
  }

  /// @param of the system's own, when there is none
  private static TrustManager[] managers(@Nullable KeyStore of) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(of);
    return factory.getTrustManagers();
  }
}
