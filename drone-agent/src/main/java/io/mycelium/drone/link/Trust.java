package io.mycelium.drone.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
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
