#!/usr/bin/env bash
# Makes a base image without a registry:  local-base.sh [TAG] [JDK]
# A Java runtime linked from a JDK of this machine (25 or newer), its C library, and static busybox for the shell.
set -euo pipefail

tag=${1:-berth-base:local}
jdk=${2:-${JAVA_HOME:-}}

# What berth and its libraries use; jdk.crypto.ec is part of java.base since Java 22, zone and charset data are not.
MODULES=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs,jdk.charsets,jdk.localedata,jdk.naming.dns,jdk.crypto.cryptoki

if [ -z "$jdk" ] || [ ! -x "$jdk/bin/jlink" ]; then
  echo "local-base.sh: no JDK with jlink at \"$jdk\"; set JAVA_HOME or give its folder" >&2
  exit 1
fi
busybox=$(command -v busybox) || {
  echo "local-base.sh: busybox is missing; apt install busybox-static" >&2
  exit 1
}

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,etc,opt/java,root,tmp,usr/bin,usr/local/bin,var}
chmod 1777 "$root/tmp"

"$jdk/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --include-locales=en \
  --output "$root/opt/java/openjdk"
ln -s /opt/java/openjdk/bin/java "$root/usr/bin/java"

cp "$busybox" "$root/bin/busybox"
while read -r applet; do
  [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done < <("$busybox" --list)
ln -s /bin/busybox "$root/usr/bin/env"

# The C library and all else that the runtime, and the native code in berth's jars, is linked against.
libraries() {
  find "$root/opt/java/openjdk" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null |
    sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p' | grep -v "^$root" | sort -u
  # RocksDB is written in C++; names are looked up through libnss.
  for name in libstdc++.so.6 libgcc_s.so.1 libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
    ldconfig -p | sed -n "s|^[[:space:]]*$name .*=> ||p" | head -n 1
  done
}
libraries | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
printf 'root:x:0:0:root:/root:/bin/sh\nberth:x:10001:10001:berth:/var/lib/berth:/bin/false\n' >"$root/etc/passwd"
printf 'root:x:0:\nberth:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

tar -C "$root" -c . | docker import \
  -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/java/openjdk/bin' -c 'CMD ["/bin/sh"]' - "$tag"
