# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# packaging\run.ps1 [ARGUMENT...]: installs what is missing with vcpkg, builds, and starts banter with these arguments. It
# finds Visual Studio by itself. From the environment: VCPKG_ROOT, a vcpkg that is there already; BANTER_QT, the folder of a
# Qt that is there already (such as C:\Qt\6.8.3\msvc2022_64), which saves the hour in which vcpkg builds one; BANTER_BUILD,
# another folder for what is built than build\; BANTER_ONLY_BUILD, to start nothing.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$build = if ($env:BANTER_BUILD) { $env:BANTER_BUILD } else { "$root\build" }
New-Item -ItemType Directory -Force $build | Out-Null
$build = (Resolve-Path $build).Path
$folder = "$build\release"

function Say($sentence) { Write-Host "==> $sentence" }

function Stop-With($sentence) {
    [Console]::Error.WriteLine("Banter: $sentence")
    exit 1
}

function Has($tool) { [bool](Get-Command $tool -ErrorAction SilentlyContinue) }

# The variables that "x64 Native Tools" prompts have, in any other.
function Enter-VisualStudio {
    if (Has 'cl') { return }
    $where = "${env:ProgramFiles(x86)}\Microsoft Visual Studio\Installer\vswhere.exe"
    $studio = if (Test-Path $where) {
        & $where -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
    }
    if (-not $studio) {
        Stop-With ("Visual Studio 2022 is missing. Install it, or its Build Tools, with the C++ desktop workload:`n`n" +
            '    winget install Microsoft.VisualStudio.2022.BuildTools --override "--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"' + "`n")
    }
    foreach ($line in cmd /c "`"$studio\Common7\Tools\VsDevCmd.bat`" -no_logo -arch=x64 -host_arch=x64 && set") {
        if ($line -match '^([^=]+)=(.*)$') { Set-Item -Path "env:$($Matches[1])" -Value $Matches[2] }
    }
}

# Visual Studio brings CMake and Ninja; vcpkg is fetched once; windows\vcpkg.json names the state of its libraries.
function Enter-Vcpkg {
    if ($env:VCPKG_ROOT -and (Test-Path "$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake")) { return }
    $env:VCPKG_ROOT = "$build\vcpkg"
    if (Test-Path "$env:VCPKG_ROOT\vcpkg.exe") { return }
    if (-not (Has 'git')) { Stop-With "git is missing:`n`n    winget install Git.Git`n" }
    Say "Fetching vcpkg into $env:VCPKG_ROOT."
    if (-not (Test-Path "$env:VCPKG_ROOT\.git")) {
        git clone --quiet https://github.com/microsoft/vcpkg $env:VCPKG_ROOT
        if ($LASTEXITCODE -ne 0) { Stop-With 'vcpkg could not be fetched; the reason is above.' }
    }
    & "$env:VCPKG_ROOT\bootstrap-vcpkg.bat" -disableMetrics
    if ($LASTEXITCODE -ne 0) { Stop-With 'vcpkg could not be built; the reason is above.' }
}

Enter-VisualStudio
foreach ($tool in 'cmake', 'ninja') {
    if (-not (Has $tool)) { Stop-With "$tool is missing:`n`n    winget install Kitware.CMake Ninja-build.Ninja`n" }
}
Enter-Vcpkg

$installed = "$folder\vcpkg_installed\x64-windows"
$options = @("-DCMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake", "-DVCPKG_MANIFEST_DIR=$root\packaging\windows",
    '-DVCPKG_TARGET_TRIPLET=x64-windows',
    '-DVCPKG_HOST_TRIPLET=x64-windows', "-DPKG_CONFIG_EXECUTABLE=$installed\tools\pkgconf\pkgconf.exe")
if ($env:BANTER_QT) {
    if (-not (Test-Path "$env:BANTER_QT\bin\Qt6Core.dll")) { Stop-With "there is no Qt 6 in $env:BANTER_QT, which BANTER_QT names." }
    $options += '-DVCPKG_MANIFEST_NO_DEFAULT_FEATURES=ON', "-DCMAKE_PREFIX_PATH=$env:BANTER_QT"
    $env:PATH = "$env:BANTER_QT\bin;$env:PATH"
} else {
    $env:QT_PLUGIN_PATH = "$installed\Qt6\plugins"
    $env:QML_IMPORT_PATH = "$installed\Qt6\qml"
}
$env:PATH = "$installed\bin;$env:PATH"
$env:PKG_CONFIG_PATH = "$installed\lib\pkgconfig"

Set-Location $root
if (-not (Test-Path "$folder\build.ninja")) {
    if ($env:BANTER_QT) { Say 'Configuring. The first time takes about fifteen minutes.' }
    else { Say 'Configuring. The first time vcpkg builds Qt, which takes an hour or two; BANTER_QT names one that is there.' }
    cmake --preset release -B $folder @options
    if ($LASTEXITCODE -ne 0) { Stop-With 'CMake could not configure; the reason is above.' }
}
Say 'Building.'
cmake --build $folder --target banter banter-server banter-cli
if ($LASTEXITCODE -ne 0) { Stop-With 'the build failed; the reason is above.' }
if ($env:BANTER_ONLY_BUILD) { exit 0 }
Say 'Starting banter.'
& "$folder\bin\banter.exe" @args
exit $LASTEXITCODE
