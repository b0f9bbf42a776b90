@echo off
rem SPDX-FileCopyrightText: 2026 The Banter authors
rem SPDX-License-Identifier: MIT
rem
rem packaging\run.cmd [ARGUMENT...]: installs what is missing, builds, and starts banter with these arguments, in any prompt.
rem BANTER_BUILD names another folder for what is built than build\. See run.ps1, which does it.
setlocal
set "SCRIPT=%~dp0run.ps1"
powershell -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%SCRIPT%" %*
exit /b %ERRORLEVEL%
