# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# packaging\run.ps1 [ARGUMENT...]: installs what is missing with vcpkg, builds, and starts banter with these arguments.
# Run it in an "x64 Native Tools" prompt of Visual Studio.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot

function Say($sentence) { Write-Host "==> $sentence" }

function Stop-With($sentence) {
    [Console]::Error.WriteLine("Banter: $sentence")
    exit 1
}

foreach ($tool in 'cmake', 'ninja', 'cl') {
    if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) {
        Stop-With "$tool is missing: install Visual Studio 2022 with the C++ desktop workload and use its x64 Native Tools prompt."
    }
}
if (-not $env:VCPKG_ROOT -or -not (Test-Path "$env:VCPKG_ROOT\vcpkg.exe")) {
    Stop-With "vcpkg is missing: install it from https://vcpkg.io and set VCPKG_ROOT to its folder."
}

$triplet = 'x64-windows'
$libraries = 'qtbase', 'qtdeclarative', 'qtwebsockets', 'qtsvg', 'qttools', 'qtkeychain-qt6', 'simdjson', 'libsodium', 'pkgconf'
$installed = & "$env:VCPKG_ROOT\vcpkg.exe" list --triplet $triplet
$missing = $libraries | Where-Object { $name = $_; -not ($installed | Where-Object { $_ -like "${name}:$triplet*" }) }
if ($missing) {
    Say "Installing $($missing -join ', '). The first time this takes an hour or two."
    & "$env:VCPKG_ROOT\vcpkg.exe" install --triplet $triplet @missing
    if ($LASTEXITCODE -ne 0) { Stop-With 'the libraries could not be installed; the reason is above.' }
} else {
    Say 'All libraries are here.'
}

$prefix = "$env:VCPKG_ROOT\installed\$triplet"
$env:PATH = "$prefix\bin;$prefix\tools\pkgconf;$env:PATH"
$env:PKG_CONFIG_PATH = "$prefix\lib\pkgconfig"
$env:QT_PLUGIN_PATH = "$prefix\Qt6\plugins"
$env:QML_IMPORT_PATH = "$prefix\Qt6\qml"
Set-Location $root
if (-not (Test-Path "$root\build\release\build.ninja")) {
    Say 'Configuring.'
    cmake --preset release "-DCMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake" `
        "-DPKG_CONFIG_EXECUTABLE=$prefix\tools\pkgconf\pkgconf.exe"
    if ($LASTEXITCODE -ne 0) { Stop-With 'CMake could not configure; the reason is above.' }
}
Say 'Building.'
cmake --build --preset release --target banter banter-server banter-cli
if ($LASTEXITCODE -ne 0) { Stop-With 'the build failed; the reason is above.' }
Say 'Starting banter.'
& "$root\build\release\bin\banter.exe" @args
exit $LASTEXITCODE
